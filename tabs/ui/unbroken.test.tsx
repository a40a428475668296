import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { Unbroken } from './unbroken'

test.each([
  ['Rapport d’exception : P-046 Passerelle', ['P-046']],
  ['D-2026-014, puis CP-P-005 et PRJ2-12', ['D-2026-014', 'CP-P-005', 'PRJ2-12']],
  ['Anne-Catherine Rigaux, le 12-05, sous-traitance 2-3', []],
  ['', []],
])('the numbers in « %s » are kept whole, and nothing is lost', (text, numbers) => {
  const place = document.createElement('p')
  const root = createRoot(place)
  flushSync(() => root.render(<Unbroken text={text} />))
  expect([...place.querySelectorAll('.gv-number')].map(({ textContent }) => textContent)).toEqual(numbers)
  expect(place.textContent?.replaceAll('\u00a0', ' ')).toBe(text)
  root.unmount()
})

test.each([
  ['Approuver 1 780 000 € ?', 'Approuver 1_780_000_€_?'],
  ['« Lot 2 » : 10 % de plus, réunion n° 8', '«_Lot 2_»_: 10_% de plus, réunion n°_8'],
  ['En 2026 3 projets, 12 2026', 'En 2026 3 projets, 12 2026'],
])('what French keeps together stays on one line: %s', (text, kept) => {
  const place = document.createElement('p')
  const root = createRoot(place)
  flushSync(() => root.render(<Unbroken text={text} />))
  expect(place.textContent?.replaceAll('\u00a0', '_')).toBe(kept)
  root.unmount()
})
