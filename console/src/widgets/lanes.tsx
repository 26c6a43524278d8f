import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Day } from '../base/days';
import { useI18n } from './i18n';
import { axisHeight, laneColours, paint } from './lanes-draw';
import { dragged, itemAt, onDays, panned, placeLanes, zoomed, type Lane, type LaneItem, type View } from './lanes-layout';
import { useSize } from './media';
import { useTheme } from './theme';

interface LanesProps {
  readonly label: string;
  readonly lanes: readonly Lane[];
  readonly view: View;
  readonly today: Day;
  readonly selected: string | undefined;
  readonly onView: (view: View, done: boolean) => void;
  readonly onPick: (item: LaneItem | undefined) => void;
  readonly onReady: (canvas: () => HTMLCanvasElement | null) => void;
}

/** Lanes over time. Drag to pan, wheel with Ctrl or pinch to zoom; with the focus on it, arrows pan and + and - zoom. */
export function Lanes({ label, lanes, view, today, selected, onView, onPick, onReady }: LanesProps) {
  const i18n = useI18n();
  const theme = useTheme();
  const body = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width } = useSize(body);
  const [hovered, setHovered] = useState<LaneItem>();
  const colours = useMemo(laneColours, [theme]);
  const placed = useMemo(() => placeLanes(lanes, view, width), [lanes, view, width]);
  const height = axisHeight + Math.max(60, placed.reduce((sum, one) => sum + one.height, 0));
  const latest = useRef({ view, onView, onPick, placed, width });
  latest.current = { view, onView, onPick, placed, width };
  useEffect(() => onReady(() => canvas.current), []);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || width === 0) return undefined;
    const frame = requestAnimationFrame(() => {
      const ratio = globalThis.devicePixelRatio || 1;
      if (element.width !== Math.round(width * ratio) || element.height !== Math.round(height * ratio)) {
        element.width = Math.round(width * ratio);
        element.height = Math.round(height * ratio);
        element.style.height = `${height}px`;
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      paint({ context, width, height, view, selected, today, colours }, placed, { day: i18n.day });
    });
    return () => cancelAnimationFrame(frame);
  }, [placed, width, height, view, selected, colours, i18n, today]);
  usePointer(canvas, latest, setHovered);
  const keys = (event: KeyboardEvent) => {
    const next = viewByKey(event.key, view);
    if (!next) return;
    event.preventDefault();
    onView(next, true);
  };
  return (
    <div class="lanes">
      <div class="lane-names" aria-hidden="true">
        {placed.map((one) => (
          <LaneName key={one.lane.id} name={one.lane.name} top={axisHeight + one.top} height={one.height} hidden={one.hidden} />
        ))}
      </div>
      <div class="lane-body" ref={body}>
        <canvas ref={canvas} role="img" tabIndex={0} aria-label={label} class={`lane-canvas ${hovered ? 'is-pointing' : ''}`} onKeyDown={keys} />
        {hovered && <p class="lane-hint" dir="auto">{hovered.label}</p>}
      </div>
    </div>
  );
}

function LaneName({ name, top, height, hidden }: { readonly name: string; readonly top: number; readonly height: number; readonly hidden: number }) {
  return <div class="lane-name" style={{ top: `${top}px`, height: `${height}px` }}><span dir="auto">{name}</span>{hidden > 0 && <span class="muted">+{hidden}</span>}</div>;
}

function viewByKey(key: string, view: View): View | undefined {
  switch (key) {
    case 'ArrowLeft':
      return panned(view, -0.15);
    case 'ArrowRight':
      return panned(view, 0.15);
    case '+':
    case '=':
      return zoomed(view, 0.6, 0.5);
    case '-':
      return zoomed(view, 1.6, 0.5);
    default:
      return undefined;
  }
}

interface Latest {
  readonly view: View;
  readonly onView: (view: View, done: boolean) => void;
  readonly onPick: (item: LaneItem | undefined) => void;
  readonly placed: ReturnType<typeof placeLanes>;
  readonly width: number;
}

/** Drag, pinch, wheel, hover and click. */
function usePointer(
  canvas: { readonly current: HTMLCanvasElement | null },
  latest: { readonly current: Latest },
  onHover: (item: LaneItem | undefined) => void,
): void {
  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const pointers = new Map<number, number>();
    let grabbed: { readonly x: number; readonly view: View; moved: boolean } | undefined;
    let spread: { readonly distance: number; readonly view: View } | undefined;
    const at = (event: PointerEvent | WheelEvent) => {
      const box = element.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top - axisHeight };
    };
    const distance = () => {
      const [one = 0, two = 0] = [...pointers.values()];
      return Math.max(1, Math.abs(one - two));
    };
    const down = (event: PointerEvent) => {
      pointers.set(event.pointerId, event.clientX);
      element.setPointerCapture(event.pointerId);
      grabbed = { x: event.clientX, view: latest.current.view, moved: false };
      if (pointers.size === 2) spread = { distance: distance(), view: latest.current.view };
    };
    const move = (event: PointerEvent) => {
      const { x, y } = at(event);
      if (!pointers.has(event.pointerId)) return onHover(itemAt(latest.current.placed, x, y));
      pointers.set(event.pointerId, event.clientX);
      if (spread && pointers.size === 2) return latest.current.onView(zoomed(spread.view, spread.distance / distance(), 0.5), false);
      if (!grabbed) return undefined;
      const by = event.clientX - grabbed.x;
      if (Math.abs(by) > 3) grabbed.moved = true;
      if (grabbed.moved) latest.current.onView(dragged(grabbed.view, -by / Math.max(1, latest.current.width)), false);
      return undefined;
    };
    const up = (event: PointerEvent) => {
      pointers.delete(event.pointerId);
      spread = undefined;
      const { x, y } = at(event);
      if (grabbed && !grabbed.moved) latest.current.onPick(itemAt(latest.current.placed, x, y));
      else if (grabbed) latest.current.onView(onDays(latest.current.view), true);
      grabbed = undefined;
    };
    const wheel = (event: WheelEvent) => {
      const { x } = at(event);
      const { view, onView, width } = latest.current;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        onView(zoomed(view, Math.exp(event.deltaY * 0.004), x / Math.max(1, width)), true);
      } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        onView(panned(view, event.deltaX / Math.max(1, width)), true);
      }
    };
    const leave = () => onHover(undefined);
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', up);
    element.addEventListener('pointerleave', leave);
    element.addEventListener('wheel', wheel, { passive: false });
    return () => {
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', up);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('wheel', wheel);
    };
  }, []);
}
