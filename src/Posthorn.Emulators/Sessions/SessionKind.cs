namespace Posthorn.Emulators.Sessions;

internal enum SessionKind
{
    Ambient,
    FormFilling,
    Transcription,
    Note,
    Coding,
}
