/** Answer of `GET /api/v1/status`, in the server's own words. */
export type { Status, StatusDay } from '@flightdeck/app/status';
