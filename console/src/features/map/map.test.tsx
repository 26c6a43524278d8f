import { fireEvent, screen } from '@testing-library/preact';
import { expect, test, vi } from 'vitest';
import { eventOf, show } from '../../parts/testing';
import { MapPage } from './map-page';

// What the map itself draws, journeys look at in a browser: here is no canvas.
vi.mock('../../widgets/map', () => ({ WorldMap: () => <p>map</p> }));

const place = { lat: 43.25654, lon: 76.92848, name: 'Almaty', events: 9000, groups: { offer: 9000 } };
const answers = (events: number) => ({
  'GET /api/v1/places': { by: 'stage', total: events, total_places: 1200, places: [{ ...place, events }], months: [{ day: '2025-05-01', events: events - 1 }, { day: '2025-06-01', events: 1 }] },
  'GET /api/v1/map': { type: 'FeatureCollection', total: events, features: [] },
  'GET /api/v1/events': { events: [eventOf({ sentence: 'Signed in Almaty' })], total: events, next: null },
});

test('of too many events places are shown, and those of a place when it is chosen', async () => {
  const shown = show(<MapPage />, answers(9000), { at: '#/map?host=KZ&from=2025-05-01' });
  fireEvent.click(await screen.findByRole('button', { name: /Almaty/ }));
  expect(await screen.findByText('Signed in Almaty')).toBeTruthy();
  expect(screen.getByText('The newest 1 of 9,000')).toBeTruthy();
  const asked = shown.asked.find((one) => one.includes('/events?'));
  expect(asked).toContain('bbox=76.92788,43.25594,76.92908,43.25714');
  expect(asked).toContain('from=2025-05-01');
  // The events are never fetched all together.
  expect(shown.asked.filter((one) => one.includes('/map?'))).toEqual(['GET /api/v1/map?host=KZ&limit=0']);
});

test('few events are fetched, each for itself', async () => {
  const shown = show(<MapPage />, answers(2));
  await screen.findByText('map');
  expect(shown.asked).toContain('GET /api/v1/map?limit=3000');
});
