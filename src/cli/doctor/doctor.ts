import { parseArgs } from 'node:util'
import { declaredRoles, declaredScopes } from '../../local-tenant/declared-app'
import type { Io } from '../io'
import type { Opened } from '../open'
import { checkBeyond, checkDelegated, checkPermissions, checkRoles, checkSecret, checkToken } from './entra'
import { checks, type Finding, found, type Patient } from './finding'
import { checkDatabase, checkEndpoint } from './hosting'
import { checkCatalogue, checkConvening, checkMailbox } from './mail-and-teams'
import { checkPlanner } from './planner'
import { checkSite, listRights } from './site'

/** Everything that an installation needs, looked at one after the other. Changes no value. */
export const diagnose = async (patient: Patient): Promise<readonly Finding[]> => {
  const { finding, roles } = await checkToken(patient)
  const hosting = [await checkEndpoint(patient), await checkDatabase(patient)]
  if (roles === null) {
    const known: readonly string[] = ['token', 'beyond', 'rights', 'endpoint', 'database', 'meetings', 'planner']
    const unseen = checks.filter((check) => !known.includes(check)).map((check) => found(check, 'unknown', ''))
    return [finding, ...unseen, listRights(patient), ...hosting]
  }
  return [
    finding,
    await checkSecret(patient),
    ...checkPermissions(patient, roles),
    ...checkBeyond(patient, roles),
    await checkDelegated(patient),
    await checkRoles(patient),
    ...(await checkSite(patient)),
    listRights(patient),
    await checkMailbox(patient),
    ...(await checkConvening(patient)),
    ...(await checkPlanner(patient)),
    await checkCatalogue(patient),
    ...hosting,
  ]
}

const isAilment = ({ state, required }: Finding): boolean => required && (state === 'missing' || state === 'unknown')

/**
 * `gouvernail doctor [--mail] [--json]`: says what an installation lacks, with the command or the page that mends it. Exit status 1 when
 * something required is missing or could not be seen. `--mail` sends a mail from the mailbox to itself.
 */
export const doctorCommand = async (args: readonly string[], io: Io, open: Opened['patient']): Promise<0 | 1> => {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean', default: false }, mail: { type: 'boolean', default: false } },
  })
  const findings = await diagnose({
    ...(await open()),
    declared: { roles: declaredRoles, scopes: declaredScopes },
    sendMail: values.mail,
  })
  const ailments = findings.filter(isAilment)
  if (values.json) io.json({ ok: ailments.length === 0, findings })
  else for (const line of linesOf(findings, io)) io.line(line)
  return ailments.length === 0 ? 0 : 1
}

const signs = { ok: '✓', missing: '✗', unknown: '?', 'by-hand': '→' } as const

const linesOf = (findings: readonly Finding[], { t }: Io): readonly string[] => {
  const lines = findings.flatMap(({ check, state, required, detail, mend }) => {
    const optional = required || state === 'ok' ? '' : ` (${t('operations:doctor.optional')})`
    const title = `${t(`operations:doctor.${check}`)}${optional}`
    const head = `${signs[state]} ${detail ? t('operations:doctor.found', { title, detail }) : title}`
    return [head, ...mend.map((line) => `    ${line}`)]
  })
  const count = findings.filter(isAilment).length
  return [...lines, count === 0 ? t('operations:doctor.well') : t('operations:doctor.ill', { count })]
}
