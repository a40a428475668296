import type { BodyTemplate } from '../committees/bodies-view'
import { newMembership } from '../committees/membership-rows'
import { templates } from '../committees/templates'
import type { Context } from '../context'
import { Bodies } from '../lists/bodies'
import { type MemberRole, Memberships } from '../lists/committees/memberships'
import type { OutboxWrite } from '../ports/outbox'
import { isoDate, monthStart } from './dates'
import type { DemoProgramme, DemoProject, Organisation } from './organisation'

/** Thousands of euros from which a project past its request has a project committee of its own. */
const COMMITTEE_FROM = 150

/** Business members by programme; the first directs the administration that it is for. */
const business: Readonly<Record<string, readonly string[]>> = {
  INS: ['bernadette.lacroix', 'youssef.benali', 'chantal.piron', 'gregory.wautelet', 'mireille.deprez', 'adil.chraibi'],
  PER: ['dominique.servais', 'vincent.lemaire', 'noemie.jacquet', 'patrick.goffin', 'leila.mansouri', 'stephane.noel'],
  CUL: [
    'marianne.evrard',
    'baptiste.colinet',
    'sandrine.huart',
    'raphael.tilman',
    'ornella.ricci',
    'damien.fauconnier',
  ],
  SOC: ['jeanmarc.hardy', 'kristel.van.damme', 'olivia.poncelet', 'fabrice.massart', 'ibrahim.traore', 'annick.bodart'],
  FIN: ['thierry.lambrecht', 'caroline.mertens', 'hakim.belkacem', 'sylvie.dethier', 'nicolas.hubin', 'aline.rousseau'],
  DON: ['pascale.lhoir', 'benoit.crahay', 'farida.ouali', 'quentin.dardenne', 'eva.lindqvist', 'maxime.delhaye'],
}
const executives = ['annecatherine.rigaux', 'luc.vanderstraeten', 'isabelle.kinet', 'rachid.el.amrani'] as const
const analysts = ['nadege.collignon', 'pierreyves.lambot', 'fatou.diallo', 'koen.wouters'] as const
/** Who is asked by many committees: law, purchasing, staff, networks. */
const suppliers = ['luc.vanderstraeten', 'michel.vercauteren', 'fabrice.massart', 'alain.michaux'] as const

interface Seat {
  readonly alias: string
  readonly role: MemberRole
  readonly mandatory?: true
  readonly advises?: true
  /** Months from the month of seeding. */
  readonly fromMonth?: number
  readonly untilMonth?: number
}

interface DemoBody {
  readonly template: BodyTemplate
  readonly code: string
  readonly title: string
  readonly programme?: string
  readonly project?: string
  readonly escalatesTo?: string
  readonly mandate: string
  /** Month in which it was set up, from the month of seeding. */
  readonly since: number
  readonly days?: readonly ('monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday')[]
  readonly seats: readonly Seat[]
}

const voter = (alias: string): Seat => ({ alias, role: 'member' })
const adviser = (alias: string, role: MemberRole): Seat => ({ alias, role, advises: true })
const chair = (alias: string): Seat => ({ alias, role: 'chair', mandatory: true })
const secretary = (alias: string): Seat => ({ alias, role: 'secretary', mandatory: true, advises: true })

const executive: DemoBody = {
  template: 'executive',
  code: 'CODIR',
  title: 'Comité de direction',
  mandate: 'Fixe la stratégie, suit le portefeuille et tranche ce que les comités de pilotage ne peuvent décider.',
  since: -48,
  days: ['tuesday'],
  seats: [
    chair('philippe.moreau'),
    ...executives.map(voter),
    voter('genevieve.tasiaux'),
    voter('catherine.ndiaye'),
    secretary('ines.vandamme'),
    adviser('francoise.delvaux', 'observer'),
  ],
}

const investment: DemoBody = {
  template: 'investment',
  code: 'CI',
  title: 'Comité d’investissement',
  escalatesTo: 'CODIR',
  mandate: 'Valide tout projet à partir de 250 000 €, à la note de démarrage puis au dossier d’affaires.',
  since: -36,
  days: ['thursday'],
  seats: [
    // The chair changed: meetings held before keep the one they had.
    { alias: 'annecatherine.rigaux', role: 'chair', mandatory: true, untilMonth: -8 },
    { ...chair('rachid.el.amrani'), fromMonth: -8 },
    { ...voter('annecatherine.rigaux'), fromMonth: -8 },
    voter('luc.vanderstraeten'),
    voter('isabelle.kinet'),
    voter('thierry.lambrecht'),
    voter('michel.vercauteren'),
    secretary('ines.vandamme'),
    adviser('nicolas.hubin', 'expert'),
  ],
}

const steering = ({ code, title, manager, sponsor }: DemoProgramme, index: number): DemoBody => {
  const [director = '', deputy = '', third = ''] = business[code] ?? []
  return {
    template: 'steering',
    code: `COPIL-${code}`,
    title: `CoPil ${title}`,
    programme: code,
    escalatesTo: 'CODIR',
    mandate: `Dirige le programme « ${title} » : priorités, arbitrages, acceptation des livrables.`,
    since: -30,
    days: index % 2 === 0 ? ['monday', 'thursday'] : ['tuesday', 'thursday'],
    seats: [
      chair(sponsor),
      { alias: director, role: 'seniorUser', mandatory: true },
      { alias: deputy, role: 'seniorUser' },
      { alias: third, role: 'seniorUser' },
      { alias: suppliers[index % suppliers.length] ?? director, role: 'seniorSupplier' },
      secretary(manager),
      adviser(analysts[index % analysts.length] ?? manager, 'observer'),
    ],
  }
}

const committee = (project: DemoProject, programme: DemoProgramme | undefined, index: number): DemoBody => {
  const users = business[project.programme] ?? []
  const [first = '', second = ''] = [users[index % users.length], users[(index + 2) % users.length]]
  const sponsor = programme?.sponsor ?? 'philippe.moreau'
  return {
    template: 'project',
    code: `CP-${project.number}`,
    title: `Comité de projet ${project.title}`,
    project: project.number,
    escalatesTo: `COPIL-${project.programme}`,
    mandate: `Suit le projet ${project.number} dans ses tolérances et prépare les décisions du comité de pilotage.`,
    since: project.startMonth,
    seats: [
      chair(sponsor),
      { alias: first, role: 'seniorUser', mandatory: true },
      { alias: second, role: 'seniorUser' },
      { alias: suppliers[index % suppliers.length] ?? sponsor, role: 'seniorSupplier' },
      voter(programme?.manager ?? sponsor),
      secretary(project.manager),
    ],
  }
}

/** The bodies of the demo and who sits in them: two at the top, one for each programme, one for each project of some size. */
export const bodyWrites = (
  ctx: Pick<Context, 'directory'>,
  { programmes, projects }: Organisation,
  idOf: (alias: string) => string,
  today: string,
): readonly OutboxWrite[] => {
  const bodies = [
    executive,
    investment,
    ...programmes.map(steering),
    ...projects
      .filter((project) => project.phase !== 'request' && project.approved >= COMMITTEE_FROM)
      .map((project, index) =>
        committee(
          project,
          programmes.find(({ code }) => code === project.programme),
          index,
        ),
      ),
  ]
  const firstDay = (month: number): string => isoDate(monthStart(today, month))
  const lastDay = (month: number): string => isoDate(monthStart(today, month).minus({ days: 1 }))
  return bodies.flatMap((body): OutboxWrite[] => {
    const { template, code, title, mandate, programme = null, project = null, escalatesTo = null, days = [] } = body
    const holder = (role: MemberRole): string | null => {
      const seat = body.seats.find((each) => each.role === role && each.untilMonth === undefined)
      return seat ? idOf(seat.alias) : null
    }
    const values = {
      ...templates[template],
      ...{ code, title, mandate, programme, project, escalatesTo, preferredDays: days },
      chair: holder('chair'),
      secretary: holder('secretary'),
      activeFrom: firstDay(body.since),
    }
    // Where one person would sit twice, the first seat counts.
    const seats = body.seats.filter(
      (seat, index) =>
        body.seats.findIndex((other) => other.alias === seat.alias && other.fromMonth === seat.fromMonth) === index,
    )
    const members = seats.map(({ alias, role, mandatory, advises, fromMonth, untilMonth }) =>
      newMembership(ctx, {
        body: code,
        person: idOf(alias),
        role,
        voice: advises ? 'advice' : 'vote',
        mandatory: mandatory === true,
        from: firstDay(fromMonth ?? body.since),
        until: untilMonth === undefined ? null : lastDay(untilMonth),
      }),
    )
    return [
      { list: Bodies, key: code, values },
      ...members.map((row) => ({ list: Memberships, key: row.membershipKey, values: row })),
    ]
  })
}
