using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Links;

/// <summary>Sully: a transcription, a note or a coding, as it is at the moment.</summary>
public sealed record SullyWork : VendorDocument
{
    /// <summary>Its <c>status</c> as it came: the vendor's documents spell it in five ways, and the older transcriptions have none.</summary>
    public string? Status { get; init; }

    /// <summary>What the status means.</summary>
    public SullyState State { get; init; }

    /// <summary>What the vendor notifies of it, of the same types that handlers get; <see langword="null"/> while it is not over.</summary>
    public ResourceNotification? Outcome { get; init; }
}
