/** What hands and keys do to a map; places are pixels of the page from its corner. */
export interface Moved {
  /** The world follows the hand by so many pixels. */
  pan(dx: number, dy: number): void;
  /** Zooms by so many steps, with the place under the hand kept where it is; at once, or as a movement. */
  zoom(steps: number, at: Spot, smooth: boolean): void;
  /** Moves on by so many pixels and comes to rest. */
  glide(dx: number, dy: number): void;
  tap(at: Spot): void;
  hover(at: Spot): void;
  /** The hand was taken away. */
  rest(): void;
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A finger that trembles by less has not moved. */
const still = 4;
const keyStep = 100;

/** Listens to a canvas: dragging, pinching, wheel, double click, keys. The canvas's removal ends it. */
export function listen(canvas: HTMLCanvasElement, moved: Moved): void {
  const hands = new Map<number, Spot>();
  let begun: Spot | undefined;
  let dragged = false;
  let speed: { x: number; y: number; time: number } = { x: 0, y: 0, time: 0 };
  const spotOf = (event: { readonly clientX: number; readonly clientY: number }): Spot => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    hands.set(event.pointerId, spotOf(event));
    begun = spotOf(event);
    if (hands.size === 1) dragged = false;
    speed = { x: 0, y: 0, time: event.timeStamp };
  });
  canvas.addEventListener('pointermove', (event) => {
    const now = spotOf(event);
    const last = hands.get(event.pointerId);
    if (!last) return moved.hover(now);
    if (!dragged && begun && hands.size === 1 && Math.hypot(now.x - begun.x, now.y - begun.y) < still) return;
    dragged = true;
    const other = [...hands].find(([id]) => id !== event.pointerId)?.[1];
    hands.set(event.pointerId, now);
    const [dx, dy] = [now.x - last.x, now.y - last.y];
    if (other) {
      const ratio =
        Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(last.x - other.x, last.y - other.y));
      moved.pan(dx / 2, dy / 2);
      moved.zoom(Math.log2(Math.max(0.1, ratio)), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }, false);
      return;
    }
    const time = Math.max(1, event.timeStamp - speed.time);
    const share = Math.min(1, time / 50);
    speed = {
      x: speed.x * (1 - share) + (dx / time) * share,
      y: speed.y * (1 - share) + (dy / time) * share,
      time: event.timeStamp,
    };
    moved.pan(dx, dy);
  });
  const up = (event: PointerEvent) => {
    if (!hands.delete(event.pointerId) || hands.size > 0) return;
    const at = spotOf(event);
    if (!dragged && event.type === 'pointerup') return moved.tap(at);
    const fast = event.timeStamp - speed.time < 50 && Math.hypot(speed.x, speed.y) > 0.3;
    if (fast) moved.glide(speed.x * 140, speed.y * 140);
    else moved.rest();
  };
  canvas.addEventListener('pointerup', up);
  canvas.addEventListener('pointercancel', up);
  canvas.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const pixels = event.deltaMode === 1 ? event.deltaY * 40 : event.deltaY;
      moved.zoom(-Math.max(-300, Math.min(300, pixels)) / (event.ctrlKey ? 100 : 450), spotOf(event), false);
    },
    { passive: false },
  );
  canvas.addEventListener('dblclick', (event) => moved.zoom(event.shiftKey ? -1 : 1, spotOf(event), true));
  canvas.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const middle = { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 };
    switch (event.key) {
      case 'ArrowLeft':
        moved.glide(keyStep, 0);
        break;
      case 'ArrowRight':
        moved.glide(-keyStep, 0);
        break;
      case 'ArrowUp':
        moved.glide(0, keyStep);
        break;
      case 'ArrowDown':
        moved.glide(0, -keyStep);
        break;
      case '+':
      case '=':
        moved.zoom(1, middle, true);
        break;
      case '-':
      case '_':
        moved.zoom(-1, middle, true);
        break;
      default:
        return;
    }
    event.preventDefault();
  });
}
