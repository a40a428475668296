import * as AdaptiveCards from 'adaptivecards'
import { bytesOf, CARD_BYTES_MAX } from '../../bot/cards/elements'
import { helpCard } from '../../bot/cards/help.card'
import { actionsCard } from '../../bot/committees/actions.card'
import { approvalCard } from '../../bot/committees/approval.card'
import { guestCard } from '../../bot/committees/guest.card'
import { minutesCard } from '../../bot/committees/minutes.card'
import { packCard } from '../../bot/committees/pack.card'
import { papersCard } from '../../bot/committees/papers.card'
import { proposeCard } from '../../bot/committees/propose.card'
import { quorumRiskCard } from '../../bot/committees/quorum-risk.card'
import { roomDeclinedCard } from '../../bot/committees/room-declined.card'
import { myProjectsCard } from '../../bot/projects/my-projects.card'
import { publicationCard } from '../../bot/reports/publication.card'
import { procedureResultCard } from '../../bot/session/procedure-result.card'
import { voteCard } from '../../bot/session/vote.card'
import { voteReminderCard } from '../../bot/session/vote-reminder.card'
import { escalationCard } from '../../bot/status/escalation.card'
import { lateCard } from '../../bot/status/late.card'
import { questionCard } from '../../bot/status/question.card'
import { reminderCard } from '../../bot/status/reminder.card'
import { isVerb, verbs } from '../../bot/verbs'
import type { Links, Locale } from '../../src/context'
import { translate } from '../../src/i18n/translate'
import type { DrawnCard } from '../../src/ports/messaging'
import type { LateManager } from '../../src/status/question-view'
import { dueActions, laterForm, passForm } from './actions-sample'
import { approval, guest, packOf, papers, propose, quorumRisk } from './agenda-sample'
import { awaited, question, recorded, slipping, twelve } from './cards-sample'
import { nodesOf, schemaFaults } from './cards-schema'
import { minutes } from './minutes-sample'
import {
  adviser,
  arbitratedVote,
  closedVote,
  longestOptions,
  openVote,
  procedureResult,
  secretVote,
  voteReminder,
  withdrawnVote,
} from './votes-sample'

const links: Links = {
  tab: (path) => `https://teams.microsoft.com/l/entity/app/${path}`,
  page: (path) => `https://gouvernail.example/tab.html#/${path}`,
}
const three = question([recorded, slipping, awaited])
const closed = { ...three, cycle: { ...three.cycle, accepting: false } }
const late: readonly LateManager[] = [
  {
    id: 'c4689fdc-13d4-42f8-8990-8cb74bac9da3',
    name: 'Julie Maréchaux',
    projects: [{ number: 'P-037', title: 'Archivage audiovisuel pérenne' }],
    askedAt: '2026-11-20T08:00:00Z',
    lastReminderAt: '2026-11-24T08:00:00Z',
    failure: null,
  },
  { id: 'x', name: 'Karim Verhelst', projects: [awaited], askedAt: null, lastReminderAt: null, failure: 'blocked' },
]

const drawn: Readonly<Record<string, (locale: Locale) => DrawnCard>> = {
  question: (locale) => questionCard(three, locale),
  'question without a form inside, twelve projects': (locale) => questionCard(twelve, locale),
  'question with an opened form': (locale) =>
    questionCard(three, locale, {
      open: { project: 'P-037', typed: {}, drawn: {}, details: false, refusal: null },
    }),
  'question with details, text as typed and a refusal': (locale) =>
    questionCard(three, locale, {
      open: {
        project: 'P-037',
        typed: { overall: 'red', comment: 'Le **second** site', schedule: 'none', forecastCost: '12' },
        drawn: {},
        details: true,
        refusal: 'Non.',
      },
    }),
  'question with a notice': (locale) =>
    questionCard(three, locale, { notice: { project: 'P-022', text: 'Trop tard.' } }),
  'question of a closed cycle': (locale) => questionCard(closed, locale),
  'question, everything recorded': (locale) => questionCard(question([recorded]), locale),
  reminder: (locale) => reminderCard({ kind: 'D', question: three }, locale),
  escalation: (locale) =>
    escalationCard(
      {
        cycle: three.cycle,
        person: { id: 'p', name: 'Samira Lejeune', firstName: 'Samira' },
        late,
        withoutManager: [awaited],
        tabUrl: links.tab('cycle'),
      },
      locale,
    ),
  late: (locale) =>
    lateCard(
      { cycle: three.cycle, owed: 50, answered: 48, late, withoutManager: [awaited], tabUrl: links.tab('cycle') },
      locale,
    ),
  publication: (locale) =>
    publicationCard(
      {
        cycle: three.cycle,
        version: 2,
        reason: 'Coût de P-037 corrigé',
        headline: 'Trois projets dépassent leur tolérance.',
        counts: { green: 38, amber: 8, red: 3, none: 1 },
        publishedBy: 'Inès Vandamme',
        publishedAt: '2026-11-27T14:00:00Z',
        files: [
          { kind: 'executivePack', fileName: '2026-11 Rapport exécutif v2.pptx', url: 'https://x.sharepoint.com/pack' },
        ],
        tabUrl: links.tab('cycle'),
      },
      locale,
    ),
  'actions that are due': (locale) => actionsCard(dueActions, locale),
  'actions, a later date being asked for': (locale) => actionsCard({ ...dueActions, form: laterForm }, locale),
  'actions, somebody else being chosen': (locale) => actionsCard({ ...dueActions, form: passForm }, locale),
  'actions long overdue, for the chair': (locale) => actionsCard({ ...dueActions, kind: 'escalation' }, locale),
  'actions changed in Planner that are set back there': (locale) =>
    actionsCard({ ...dueActions, kind: 'planner' }, locale),
  'minutes to review': (locale) => minutesCard(minutes, locale),
  'minutes to approve': (locale) => minutesCard({ ...minutes, mayApprove: true }, locale),
  'minutes to approve, refused': (locale) => minutesCard({ ...minutes, mayApprove: true, refusal: 'Non.' }, locale),
  'minutes approved': (locale) =>
    minutesCard(
      { ...minutes, mayApprove: true, approved: { at: '2026-12-08T09:05:00Z', in: 'Réunion n°\u00a08' } },
      locale,
    ),
  'my projects': (locale) =>
    myProjectsCard(
      [
        { number: 'P-037', title: 'Archivage', publishedHealth: 'amber', forecastEnd: '2027-10-12' },
        { number: 'P-038', title: 'Neuf', publishedHealth: null, forecastEnd: null },
      ],
      links,
      locale,
    ),
  'pack of a meeting': (locale) => packCard(packOf(3), locale),
  'pack of a meeting, corrected, with a long agenda': (locale) =>
    packCard({ ...packOf(15), version: 2, reason: 'Budget' }, locale),
  'items for a guest': (locale) => guestCard(guest, locale),
  'items for a guest, the meeting being cancelled': (locale) =>
    guestCard({ ...guest, joinUrl: null, lines: [], standing: 'cancelled' }, locale),
  'papers that are missing': (locale) => papersCard(papers, locale),
  'agenda to approve': (locale) => approvalCard(approval, locale),
  'agenda approved': (locale) => approvalCard({ ...approval, over: 0, approvedAt: '2026-12-01T08:00:00Z' }, locale),
  'quorum at risk': (locale) => quorumRiskCard(quorumRisk, locale),
  'a room that has declined': (locale) =>
    roomDeclinedCard({ meeting: quorumRisk.meeting, room: 'Salle Magritte' }, locale),
  'item to put forward': (locale) => proposeCard(propose, locale),
  'item to put forward, refused': (locale) => proposeCard({ ...propose, refusal: 'Non.' }, locale),
  'item to put forward, in a dialog': (locale) =>
    proposeCard({ ...propose, typed: { ...propose.typed, title: 'Budget', background: 'Il manque 12' } }, locale, true),
  'item put forward': (locale) =>
    proposeCard(
      { ...propose, done: { title: 'Budget', meeting: 'CoPil n° 14', tabUrl: links.tab('meeting') } },
      locale,
    ),
  'vote, for oneself and for somebody else': (locale) => voteCard(openVote, locale),
  'vote between competing projects': (locale) => voteCard(arbitratedVote, locale),
  'vote between competing projects, closed': (locale) =>
    voteCard(
      { ...closedVote, options: arbitratedVote.options.map((each) => ({ ...each, isChosen: each.isProposed })) },
      locale,
    ),
  'secret vote of a written procedure': (locale) => voteCard(secretVote, locale),
  'vote, for somebody who advises': (locale) => voteCard(adviser, locale),
  'vote that was withdrawn': (locale) => voteCard(withdrawnVote, locale),
  'vote that is closed': (locale) => voteCard(closedVote, locale),
  'written procedure that waits for a vote': (locale) => voteReminderCard(voteReminder, locale),
  'written procedure that has ended': (locale) => procedureResultCard(procedureResult, locale),
  help: (locale) => helpCard(links, locale, { welcome: true, late: true }),
}

const asSent = (value: object): unknown => JSON.parse(JSON.stringify(value))

describe.each(Object.keys(drawn))('%s', (name) => {
  const draw =
    drawn[name] ??
    (() => {
      throw new Error(name)
    })

  test('looks as it did', () => {
    expect(asSent(draw('fr'))).toMatchSnapshot()
  })

  test.each(['fr', 'en'] as const)('is a valid Adaptive Card 1.5 in %s', (locale) => {
    const { card } = draw(locale)
    expect(schemaFaults(asSent(card))).toEqual([])
    const context = new AdaptiveCards.SerializationContext()
    new AdaptiveCards.AdaptiveCard().parse(asSent(card), context)
    expect(Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message)).toEqual([])
  })

  test('every verb is known, and the fallback says the same as the action', () => {
    for (const node of nodesOf(asSent(draw('fr').card))) {
      if (node.type !== 'Action.Execute') continue
      expect(isVerb(String(node.verb))).toBe(true)
      expect(node.fallback).toMatchObject({ type: 'Action.Submit', title: node.title })
      expect(Reflect.get(Object(node.fallback), 'data')).toEqual({ verb: node.verb, ...Object(node.data) })
    }
  })
})

test('every verb of the table is on some card', () => {
  const used = Object.values(drawn).flatMap((draw) => nodesOf(asSent(draw('fr').card)).map(({ verb }) => verb))
  expect(Object.keys(verbs).filter((verb) => !used.includes(verb))).toEqual([])
})

test.each([
  ['fr', 'adopted', '✔ Poursuite'],
  ['fr', 'rejected', '✖ Arrêt'],
  ['en', 'conditional', '✔ Conditional go'],
  ['en', 'deferred', '⏸ Defer'],
] as const)('in %s, %s on a gate is called “%s”', (locale, result, words) => {
  const closed = {
    result,
    ofGate: true,
    tally: { for: 2, against: 1, abstain: 0, recused: 0 },
    quorum: true,
    withdrawn: null,
  }
  expect(JSON.stringify(voteCard({ ...closedVote, closed }, locale))).toContain(words)
  const [decision] = procedureResult.decisions
  if (!decision) throw new Error('the sample has no decision')
  const ended = { ...procedureResult, decisions: [{ ...decision, result, ofGate: true }] }
  expect(JSON.stringify(procedureResultCard(ended, locale))).toContain(words)
})

test('a colour never stands alone: a coloured run is a shape or a link, and words follow', () => {
  for (const draw of Object.values(drawn)) {
    for (const node of nodesOf(asSent(draw('fr').card))) {
      if (node.type === 'TextRun' && ['Good', 'Warning', 'Attention'].includes(String(node.color)))
        expect(String(node.text).trim()).toMatch(/^[●▲■✔]$/)
    }
  }
})

describe('size', () => {
  test.each(['fr', 'en'] as const)('twelve projects stay under 25 KB in %s', (locale) => {
    expect(bytesOf(questionCard(twelve, locale).card)).toBeLessThan(CARD_BYTES_MAX)
    const reminded = reminderCard({ kind: 'nudge', question: twelve }, locale)
    expect(bytesOf(reminded.card)).toBeLessThan(CARD_BYTES_MAX)
  })

  test('the longest titles that SharePoint takes make the card barer, not longer', () => {
    const long = twelve.projects.map((project) => ({
      ...project,
      title: 'é'.repeat(255),
      nextMilestone: { title: 'ç'.repeat(255), due: '2026-12-11' },
    }))
    expect(bytesOf(questionCard(question(long), 'fr').card)).toBeLessThan(CARD_BYTES_MAX)
  })

  test.each(['fr', 'en'] as const)('options as long as they may be make the card of a vote barer in %s', (locale) => {
    const card = voteCard({ ...openVote, options: longestOptions }, locale).card
    expect(bytesOf(card)).toBeLessThan(CARD_BYTES_MAX)
    for (const { title } of longestOptions) expect(JSON.stringify(card)).toContain(title)
    expect(JSON.stringify(card)).toContain('é…')
    const whole = voteCard({ ...openVote, options: longestOptions.slice(0, 2) }, locale).card
    expect(JSON.stringify(whole)).toContain('é'.repeat(2_000))
    const votes = voteReminder.votes.map((vote) => ({ ...vote, options: longestOptions }))
    expect(bytesOf(voteReminderCard({ ...voteReminder, votes }, locale).card)).toBeLessThan(CARD_BYTES_MAX)
    const four = [1, 2, 3, 4].map((each) => ({ ...openVote, number: `D-2026-20${each}`, options: longestOptions }))
    const bare = JSON.stringify(voteReminderCard({ ...voteReminder, votes: four }, locale).card)
    expect(bare).toContain(translate(locale)('committees:arbitration.onPage'))
    expect(bare).not.toContain('É'.repeat(255))
  })

  test('a written procedure with too many questions for a card asks first what waits, and says how many there are', () => {
    const question = 'Mot '.repeat(1_000)
    const votes = Array.from({ length: 20 }, (_, place) => ({
      ...openVote,
      question,
      number: `D-2026-${200 + place}`,
      ballots: openVote.ballots.map((each) => ({ ...each, hasCast: place < 16 })),
    }))
    const card = voteReminderCard({ ...voteReminder, votes }, 'fr').card
    expect(bytesOf(card)).toBeLessThan(CARD_BYTES_MAX)
    const text = JSON.stringify(card)
    const shown = votes.filter(({ number }) => text.includes(number)).map(({ number }) => number)
    expect(shown).toEqual(['D-2026-216', 'D-2026-217', 'D-2026-218'])
    expect(text).toContain(`Il reste ${20 - shown.length} questions`)
  })

  test('the card of a vote that is closed says its options by their titles', () => {
    const options = longestOptions.map((each, place) => ({ ...each, isChosen: place === 5 }))
    const text = JSON.stringify(voteCard({ ...closedVote, options }, 'fr').card)
    expect([text.includes('éé'), text.includes('– retenue')]).toEqual([false, true])
  })

  test('around a form full of text the other projects wait', () => {
    const [first] = twelve.projects
    const text = 'Mot '.repeat(500)
    const typed = { comment: text, achieved: text, next: text, issues: text, decisionsRequested: text }
    const open = { project: first?.number ?? '', typed, drawn: {}, details: true, refusal: null }
    const long = twelve.projects.map((project) => ({ ...project, title: 'é'.repeat(255) }))
    const card = questionCard(question(long), 'fr', { open }).card
    expect(bytesOf(card)).toBeLessThan(CARD_BYTES_MAX)
    expect(JSON.stringify(card)).toContain(text)
  })
})

describe('what people wrote is shown as they wrote it', () => {
  const hostile = '**gras** [lien](https://exemple.be) {{DATE(2026-11-22T00:00:00Z,SHORT)}} <at>Tous</at>'
  const card = questionCard(question([{ ...awaited, title: hostile }]), 'fr').card
  const texts = nodesOf(asSent(card)).filter(({ text }) => String(text).includes('gras'))

  test('it stands in runs, which know no markup', () => {
    expect(texts.map(({ type }) => type)).toEqual(['TextRun'])
  })

  test('a date function is not expanded', () => {
    expect(texts.every(({ text }) => !String(text).includes('{{'))).toBe(true)
  })

  test('a title drawn as a heading has its markdown signs escaped', () => {
    const model = { ...three, cycle: { ...three.cycle, title: '[x](https://exemple.be)' } }
    const title = nodesOf(asSent(questionCard(model, 'fr').card)).find(({ style }) => style === 'heading')
    expect(title?.text).toBe('Avancement · \\[x\\]\\(https://exemple.be\\)')
  })
})
