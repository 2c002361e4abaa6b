/** The section of a flow that tells of its schedule, and where who has scheduled it is led. */
export const scheduleId = "programmazione";
