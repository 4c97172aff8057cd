namespace Posthorn.Receiver;

/// <summary>The ids of the receiver's log events, from 5000. An id is never used again for something else.</summary>
internal static class EventIds
{
    // Doors
    public const int SignatureRefused = 5000;
    public const int BodyRefused = 5001;
    public const int BodyAlreadyRead = 5002;
    public const int ContentConflict = 5003;
    public const int ReceivingFailed = 5004;
    public const int NoSecretCounts = 5005;

    // Sources
    public const int SourceChanged = 5100;
    public const int SourceChangeRefused = 5101;

    // Handling
    public const int HandlerFailed = 5200;
    public const int HandlerFailedDetails = 5201;
    public const int HandlerMissing = 5202;

    // Running
    public const int ReceiverStarted = 5300;
    public const int ReceiverStopped = 5301;
    public const int HandlerFailing = 5302;
}
