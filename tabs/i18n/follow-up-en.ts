import followUp from '../../src/i18n/en/follow-up.json'
import { texts as base } from './committees-en'

export const texts = { ...base, followUp }
