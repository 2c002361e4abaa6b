/** Where the notice of an approval is: whoever has asked is led there. */
export const approvalId = "approvazione";
