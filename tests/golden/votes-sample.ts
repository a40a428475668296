import type {
  CardOption,
  ProcedureResultModel,
  VoteCardModel,
  VoteReminderModel,
} from '../../src/committees/session/votes/vote-card-view'

/** What the golden tests of cards about votes draw: invented people, fixed dates. */

const url = 'https://teams.microsoft.com/l/entity/app/committees'
const [own, other] = ['c4689fdc-13d4-42f8-8990-8cb74bac9da3', '28c1e7ac-cecc-402b-8f36-be9b683e254e']

/** A member who has voted, and holds the proxy of one who has not. */
export const openVote: VoteCardModel = {
  number: 'D-2026-118',
  title: 'Budget 2027 *révisé*',
  bodyTitle: 'CoPil Subventions',
  question: 'Approuver le budget 2027 ?',
  secret: false,
  options: [],
  deadline: null,
  ballots: [
    { voter: own, name: 'Julie Maréchaux', self: true, hasCast: true, vote: 'for' },
    { voter: other, name: 'Nora Pirard', self: false, hasCast: false, vote: null },
  ],
  closed: null,
  url,
}

const option = (title: string, more: Partial<CardOption> = {}): CardOption => ({
  ...{ title, consequences: '', cost: null, project: null, isProposed: false, isChosen: false },
  ...more,
})

/** A vote between competing projects, the second of which is proposed. */
export const arbitratedVote: VoteCardModel = {
  ...openVote,
  options: [
    option('Acheter', { consequences: 'La technique **choisie** tient dix ans.', cost: 310_000, project: 'P-037' }),
    option('Louer un an', { consequences: 'Le choix se fait après l’appel d’offres.', isProposed: true }),
    option('Attendre'),
  ],
}

/** The longest options that may be typed, in letters that take two bytes each. */
export const longestOptions: readonly CardOption[] = Array.from({ length: 6 }, (_, place) =>
  option('É'.repeat(255), { consequences: 'é'.repeat(2_000), cost: 1e12, project: 'P-037', isProposed: place === 5 }),
)

/** Of a secret vote the card says that somebody has voted, and not what. */
export const secretVote: VoteCardModel = {
  ...openVote,
  secret: true,
  deadline: '2026-11-20T16:00:00Z',
  ballots: [{ voter: own, name: 'Julie Maréchaux', self: true, hasCast: true, vote: null }],
}

export const adviser: VoteCardModel = { ...openVote, ballots: [] }

export const closedVote: VoteCardModel = {
  ...openVote,
  ballots: [],
  closed: {
    result: 'deferred',
    ofGate: false,
    tally: { for: 2, against: 1, abstain: 1, recused: 0 },
    quorum: false,
    withdrawn: null,
  },
}

export const withdrawnVote: VoteCardModel = {
  ...openVote,
  ballots: [],
  closed: {
    result: null,
    ofGate: false,
    tally: { for: 0, against: 0, abstain: 0, recused: 0 },
    quorum: true,
    withdrawn: { because: 'Le montant était erroné.' },
  },
}

export const voteReminder: VoteReminderModel = {
  meeting: 'COPIL:15',
  title: 'Avenant au marché',
  bodyTitle: 'CoPil Subventions',
  deadline: '2026-11-20T16:00:00Z',
  votes: [
    { ...secretVote, ballots: [{ voter: own, name: 'Julie Maréchaux', self: true, hasCast: false, vote: null }] },
    { ...arbitratedVote, number: 'D-2026-119', ballots: openVote.ballots.slice(0, 1) },
    { ...closedVote, number: 'D-2026-120' },
  ],
  url,
}

export const procedureResult: ProcedureResultModel = {
  title: 'Avenant au marché',
  bodyTitle: 'CoPil Subventions',
  withdrawn: false,
  decisions: [
    {
      number: 'D-2026-118',
      title: 'Avenant 3',
      result: 'adopted',
      ofGate: false,
      tally: { for: 3, against: 0, abstain: 0, recused: 1 },
      withdrawn: null,
    },
    {
      number: 'D-2026-119',
      title: 'Prolongation',
      result: null,
      ofGate: false,
      tally: { for: 0, against: 0, abstain: 0, recused: 0 },
      withdrawn: null,
    },
    {
      number: 'D-2026-120',
      title: 'Reconduction',
      result: null,
      ofGate: false,
      tally: { for: 0, against: 0, abstain: 0, recused: 0 },
      withdrawn: { because: 'Le montant était erroné.' },
    },
  ],
  url,
}
