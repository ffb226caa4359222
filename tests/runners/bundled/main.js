import { Validator } from "draftgate";

window.check = (policy, request) => new Validator(policy).check(request);
