"use client";

import { Fault } from "../ui/fault";

export default Fault;
