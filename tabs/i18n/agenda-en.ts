import agenda from '../../src/i18n/en/agenda.json'
import { texts as base } from './committees-en'

export const texts = { ...base, agenda }
