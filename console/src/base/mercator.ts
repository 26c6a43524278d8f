/** Web Mercator: the world as a square from 0,0 (north-west) to 1,1. */

/** So far north and south the square reaches. */
export const edgeLatitude = 85.051129;

/** Pixels of the whole world at a zoom, as maps of vector tiles count them. */
export function worldSize(zoom: number): number {
  return 512 * 2 ** zoom;
}

export function xOf(longitude: number): number {
  return (longitude + 180) / 360;
}

export function yOf(latitude: number): number {
  const sine = Math.sin((Math.max(-edgeLatitude, Math.min(edgeLatitude, latitude)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

export function longitudeOf(x: number): number {
  return x * 360 - 180;
}

export function latitudeOf(y: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
}
