import cycle from '../../src/i18n/en/cycle.json'
import project from '../../src/i18n/en/project.json'
import settings from '../../src/i18n/en/settings.json'
import { texts as base } from './en'

export const texts = { ...base, cycle, project, settings }
