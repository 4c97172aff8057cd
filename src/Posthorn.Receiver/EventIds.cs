namespace Posthorn.Receiver;

/// <summary>The ids of the receiver's log events, from 4000. An id is never used again for something else.</summary>
internal static class EventIds
{
    // Doors
    public const int SignatureRefused = 4000;
    public const int BodyRefused = 4001;
    public const int BodyAlreadyRead = 4002;
    public const int ContentConflict = 4003;
    public const int ReceivingFailed = 4004;
    public const int NoSecretCounts = 4005;

    // Sources
    public const int SourceChanged = 4100;
    public const int SourceChangeRefused = 4101;

    // Handling
    public const int HandlerFailed = 4200;
    public const int HandlerFailedDetails = 4201;
    public const int HandlerMissing = 4202;

    // Running
    public const int ReceiverStarted = 4300;
    public const int ReceiverStopped = 4301;
    public const int HandlerFailing = 4302;
}
