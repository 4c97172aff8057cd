using System.Net;
using Posthorn.Protocol.Profiles;
using Posthorn.Receiver.Links;

namespace Posthorn.Receiver.Expecting;

/// <summary>Suki's status of a session, in place of the notification of its end.</summary>
internal sealed class SukiInquiry(ISukiClient client) : IVendorInquiry
{
    public Profile Profile => Profile.Suki;

    public string? IdOf(string subject) =>
        IsFormFilling(subject) ? (subject.Length > Subjects.FormFillingPrefix.Length ? subject[Subjects.FormFillingPrefix.Length..] : null)
        : subject.Length > 0 ? subject
        : null;

    // One with a status that nobody documents is no end yet: the vendor itself says what became of the session.
    public bool IsEnd(string subject, string eventType) => EventTypes.OfSessions.Contains(eventType, StringComparer.Ordinal);

    public async Task<VendorFinding> AskAsync(string subject, CancellationToken cancellationToken)
    {
        var id = IdOf(subject)!;
        try
        {
            var status = IsFormFilling(subject)
                ? await client.FormFillingStatusAsync(id, cancellationToken)
                : await client.StatusAsync(id, cancellationToken);
            return status.IsFinal ? new VendorFinding.Ended(SukiPulledBody.Of(id, status.State, IsFormFilling(subject))) : VendorFinding.Running.Instance;
        }
        catch (VendorCallException exception) when (exception.Code == $"answered_{(int)HttpStatusCode.NotFound}")
        {
            return VendorFinding.Unknown.Instance;
        }
    }

    private static bool IsFormFilling(string subject) => subject.StartsWith(Subjects.FormFillingPrefix, StringComparison.Ordinal);
}
