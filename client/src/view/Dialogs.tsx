// Which dialog is open. One at a time.

import { CardDialog } from "./dialogs/CardDialog.tsx";
import { CheckinDialog, CheckinOfDialog } from "./dialogs/CheckinDialog.tsx";
import { CodesDialog } from "./dialogs/CodesDialog.tsx";
import { DevicesDialog } from "./dialogs/DevicesDialog.tsx";
import { EndForAllDialog, HoldDialog, PhaseDialog, RemoveDialog } from "./dialogs/FacilitatorDialogs.tsx";
import { FounderDialog } from "./dialogs/FounderDialog.tsx";
import { HelpDialog } from "./dialogs/HelpDialog.tsx";
import { KeysDialog } from "./dialogs/KeysDialog.tsx";
import { MoreDialog } from "./dialogs/MoreDialog.tsx";
import { QuietDialog } from "./dialogs/QuietDialog.tsx";
import { SealDialog } from "./dialogs/SealDialog.tsx";
import { SeatDialog } from "./dialogs/SeatDialog.tsx";
import { StepOutDialog } from "./dialogs/StepOutDialog.tsx";
import { useRoom } from "./context.ts";

export function Dialogs() {
  const { dialog } = useRoom().state.value;
  switch (dialog?.kind) {
    case undefined: return null;
    case "help": return <HelpDialog key="help" />;
    case "quiet": return <QuietDialog key="quiet" />;
    case "checkin": return <CheckinDialog key="checkin" />;
    case "checkin_of": return <CheckinOfDialog key="checkin_of" member={dialog.member} />;
    case "more": return <MoreDialog key="more" />;
    case "devices": return <DevicesDialog key="devices" />;
    case "keys": return <KeysDialog key="keys" />;
    case "seal": return <SealDialog key="seal" />;
    case "codes": return <CodesDialog key={`codes ${dialog.member}`} member={dialog.member} device={dialog.device} />;
    case "founder": return <FounderDialog key="founder" />;
    case "step_out": return <StepOutDialog key="step_out" />;
    case "hold": return <HoldDialog key="hold" />;
    case "phase": return <PhaseDialog key="phase" index={dialog.index} />;
    case "end_for_all": return <EndForAllDialog key="end_for_all" />;
    case "seat": return <SeatDialog key="seat" member={dialog.member} />;
    case "remove": return <RemoveDialog key="remove" member={dialog.member} />;
    case "card": return <CardDialog key="card" />;
  }
}
