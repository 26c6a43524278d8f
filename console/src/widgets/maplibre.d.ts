// The build of MapLibre for pages with a strict content-security policy: its worker is a file of its own.
declare module 'maplibre-gl/dist/maplibre-gl-csp.js' {
  import type * as maplibregl from 'maplibre-gl';

  const maplibre: typeof maplibregl;
  export default maplibre;
}
declare module 'world-atlas/countries-50m.json' {
  const topology: unknown;
  export default topology;
}
