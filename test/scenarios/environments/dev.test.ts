import { environmentTests } from "../support/environment.ts";

environmentTests("dev");
