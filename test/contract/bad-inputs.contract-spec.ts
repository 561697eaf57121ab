import { tellBadInputs } from '../support/bad-inputs/bad-input-stories.js';
import { SAMPLE } from '../support/bad-inputs/scope.js';

tellBadInputs(SAMPLE);
