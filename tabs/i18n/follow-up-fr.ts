import followUp from '../../src/i18n/fr/follow-up.json'
import { texts as base } from './committees-fr'

export const texts = { ...base, followUp }
