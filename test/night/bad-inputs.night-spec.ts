import { tellBadInputs } from '../support/bad-inputs/bad-input-stories.js';
import { WHOLE } from '../support/bad-inputs/scope.js';

tellBadInputs(WHOLE);
