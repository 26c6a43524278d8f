/** Marks what the types say cannot happen; `switch` statements over unions end in it. */
export function assertUnreachable(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
