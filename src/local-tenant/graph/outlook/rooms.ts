import { ok } from '../exchange'
import { type GraphParts, graphUrl } from '../parts'
import type { GraphRoute } from '../router'

export interface Room {
  readonly id: string
  readonly displayName: string
  readonly address: string
  readonly capacity: number
  readonly building: string
  readonly floorNumber: number
}

/** The meeting rooms of the local tenant. */
export const rooms: readonly Room[] = [
  {
    id: '3162f1e1-c4c0-604b-51d8-91da78989eb1',
    displayName: 'Salle Meuse',
    address: 'salle.meuse@opnum.example',
    capacity: 14,
    building: 'Siège',
    floorNumber: 2,
  },
  {
    id: '8f0d2c5e-55a1-4c86-9a1f-0b7c1d5e9a02',
    displayName: 'Salle Sambre',
    address: 'salle.sambre@opnum.example',
    capacity: 8,
    building: 'Siège',
    floorNumber: 2,
  },
  {
    id: 'b2a4c7d1-7c0f-4b55-8e53-6a0e8b1f4c03',
    displayName: 'Salle Ourthe',
    address: 'salle.ourthe@opnum.example',
    capacity: 4,
    building: 'Siège',
    floorNumber: 0,
  },
]

const roomBody = (room: Room): object => ({
  id: room.id,
  displayName: room.displayName,
  emailAddress: room.address,
  nickname: room.displayName,
  bookingType: 'standard',
  capacity: room.capacity,
  building: room.building,
  floorNumber: room.floorNumber,
  floorLabel: null,
  label: null,
  audioDeviceName: null,
  videoDeviceName: null,
  displayDeviceName: null,
  isWheelChairAccessible: true,
  tags: [],
  phone: '',
})

/** Rooms that can be booked (GRAPH-FACTS 12). */
export const roomRoutes = (parts: GraphParts): readonly GraphRoute[] => [
  {
    method: 'GET',
    template: '/places/microsoft.graph.room',
    operation: 'place.read',
    units: 0,
    handle: () =>
      ok({ '@odata.context': `${graphUrl(parts)}/$metadata#places/microsoft.graph.room`, value: rooms.map(roomBody) }),
  },
]
