import cycle from '../../src/i18n/fr/cycle.json'
import project from '../../src/i18n/fr/project.json'
import settings from '../../src/i18n/fr/settings.json'
import { texts as base } from './fr'

export const texts = { ...base, cycle, project, settings }
