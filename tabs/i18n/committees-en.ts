import committees from '../../src/i18n/en/committees.json'
import { texts as base } from './en'

export const texts = { ...base, committees }
