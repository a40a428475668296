import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'

/**
 * Draws the three icons of the app package: a helm. Run `npx tsx appPackage/draw-icons.ts` after a change; the pictures are
 * committed because the toolkit packs them as they are.
 */
type Rgb = readonly [number, number, number]
const BRAND: Rgb = [0x5b, 0x5f, 0xc7]
const WHITE: Rgb = [0xff, 0xff, 0xff]
const SPOKES = 8
/** Samples per pixel and direction. */
const SAMPLES = 4

/** Is a point of the square from −1 to 1 on the helm: hub, ring, spokes with their handles? */
const onHelm = (x: number, y: number): boolean => {
  const radius = Math.hypot(x, y)
  if (radius < 0.08) return false
  if (radius < 0.2 || Math.abs(radius - 0.56) < 0.085) return true
  const step = (2 * Math.PI) / SPOKES
  const angle = Math.atan2(y, x)
  const offset = Math.abs(Math.sin(angle - Math.round(angle / step) * step)) * radius
  if (radius > 0.72 && radius < 0.93) return offset < 0.075
  return radius < 0.93 && offset < 0.045
}

/** Share of a pixel that the helm covers, drawn at `scale` of the picture. */
const coverage = (column: number, row: number, size: number, scale: number): number => {
  let hits = 0
  for (let i = 0; i < SAMPLES; i += 1) {
    for (let j = 0; j < SAMPLES; j += 1) {
      const at = (pixel: number, sample: number): number =>
        (((pixel + (sample + 0.5) / SAMPLES) / size) * 2 - 1) / scale
      if (onHelm(at(column, i), at(row, j))) hits += 1
    }
  }
  return hits / SAMPLES ** 2
}

/** `ground` null is transparent. */
const picture = (size: number, ink: Rgb, ground: Rgb | null, scale: number): Buffer => {
  const rows = Buffer.alloc(size * (1 + size * 4))
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const share = coverage(column, row, size, scale)
      const at = row * (1 + size * 4) + 1 + column * 4
      for (const [channel, tone] of ink.entries())
        rows[at + channel] = ground ? Math.round(tone * share + (ground[channel] ?? 0) * (1 - share)) : tone
      rows[at + 3] = ground ? 255 : Math.round(share * 255)
    }
  }
  return png(size, rows)
}

const chunk = (type: string, content: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(content.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** PNG, 8 bits per channel with transparency; each row begins with filter 0. */
const png = (size: number, rows: Buffer): Buffer => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

writeFileSync(join(__dirname, 'color.png'), picture(192, WHITE, BRAND, 0.68))
writeFileSync(join(__dirname, 'outline.png'), picture(32, WHITE, null, 0.98))
writeFileSync(join(__dirname, 'color32x32.png'), picture(32, BRAND, null, 0.98))
