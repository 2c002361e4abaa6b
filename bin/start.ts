import { launch } from "./launcher";

await launch("production");
