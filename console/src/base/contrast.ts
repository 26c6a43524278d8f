/** Relative luminance (WCAG 2.2) of a colour as #rrggbb. */
export function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one: string, two: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(two)].sort((left, right) => left - right);
  return (light + 0.05) / (dark + 0.05);
}

/** Which of two inks can be read better on a colour. */
export function readableOn(colour: string, one: string, other: string): string {
  return contrast(colour, one) >= contrast(colour, other) ? one : other;
}
