import { startProductFrom } from './product'

startProductFrom(process.argv[2] ?? '').then(
  ({ origin }) => console.log(JSON.stringify({ origin })),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)
