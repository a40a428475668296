import agenda from './en/agenda.json'
import boot from './en/boot.json'
import bot from './en/bot.json'
import cli from './en/cli.json'
import client from './en/client.json'
import codes from './en/codes.json'
import committees from './en/committees.json'
import common from './en/common.json'
import cycle from './en/cycle.json'
import errors from './en/errors.json'
import fields from './en/fields.json'
import followUp from './en/follow-up.json'
import imports from './en/import.json'
import listFields from './en/list-fields.json'
import operations from './en/operations.json'
import planning from './en/planning.json'
import portfolio from './en/portfolio.json'
import project from './en/project.json'
import reports from './en/reports.json'
import session from './en/session.json'
import settings from './en/settings.json'
import status from './en/status.json'

/** All texts of one language, a namespace per capability. */
export const en = {
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
