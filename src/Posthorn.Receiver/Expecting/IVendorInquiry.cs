using Posthorn.Protocol.Profiles;

namespace Posthorn.Receiver.Expecting;

/// <summary>Asks one vendor about what it should have notified of.</summary>
internal interface IVendorInquiry
{
    /// <summary>The wire format of the notifications that come in place of an answer.</summary>
    Profile Profile { get; }

    /// <summary>The vendor's id within a subject; null when the subject is none of this vendor's.</summary>
    string? IdOf(string subject);

    /// <summary>Whether a notification of this type, about the id of the subject, is the end of it.</summary>
    bool IsEnd(string subject, string eventType);

    /// <exception cref="Links.VendorCallException">There is no answer.</exception>
    Task<VendorFinding> AskAsync(string subject, CancellationToken cancellationToken);
}
