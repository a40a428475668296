import agenda from './fr/agenda.json'
import boot from './fr/boot.json'
import bot from './fr/bot.json'
import cli from './fr/cli.json'
import client from './fr/client.json'
import codes from './fr/codes.json'
import committees from './fr/committees.json'
import common from './fr/common.json'
import cycle from './fr/cycle.json'
import errors from './fr/errors.json'
import fields from './fr/fields.json'
import followUp from './fr/follow-up.json'
import imports from './fr/import.json'
import listFields from './fr/list-fields.json'
import operations from './fr/operations.json'
import planning from './fr/planning.json'
import portfolio from './fr/portfolio.json'
import project from './fr/project.json'
import reports from './fr/reports.json'
import session from './fr/session.json'
import settings from './fr/settings.json'
import status from './fr/status.json'

/** All texts of one language, a namespace per capability. */
export const fr = {
  common,
  codes,
  fields: { ...fields, ...listFields },
  errors,
  status,
  boot,
  bot,
  portfolio,
  project,
  cycle,
  committees,
  planning,
  agenda,
  followUp,
  reports,
  session,
  settings,
  import: imports,
  client,
  cli,
  operations,
}
