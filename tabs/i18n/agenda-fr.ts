import agenda from '../../src/i18n/fr/agenda.json'
import { texts as base } from './committees-fr'

export const texts = { ...base, agenda }
