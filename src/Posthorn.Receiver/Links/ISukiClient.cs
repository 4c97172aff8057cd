using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Links;

/// <summary>
/// Suki's API, as far as notifications lead to it. The vendor's token is fetched, kept and renewed, and goes to the configured origin alone.
/// </summary>
/// <remarks>
/// Every call throws <see cref="VendorCallException"/> when it brings no result. Safe for any number of callers at once.
/// </remarks>
public interface ISukiClient
{
    /// <summary>Follows a link of a notification.</summary>
    /// <typeparam name="T">What it leads to.</typeparam>
    /// <param name="link">The link, its address relative or absolute. One that leads elsewhere than to the vendor is refused.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The result.</returns>
    Task<T> FollowAsync<T>(Link link, CancellationToken cancellationToken = default)
        where T : VendorDocument, IVendorDocument<T>;

    /// <summary>Follows a link of a notification, whatever it leads to.</summary>
    /// <param name="link">The link.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The result as JSON.</returns>
    Task<RawDocument> FollowAsync(Link link, CancellationToken cancellationToken = default);

    /// <summary>Asks how a session is.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The status.</returns>
    Task<SukiStatus> StatusAsync(string sessionId, CancellationToken cancellationToken = default);

    /// <summary>Asks how a form-filling session is.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The status.</returns>
    Task<SukiStatus> FormFillingStatusAsync(string sessionId, CancellationToken cancellationToken = default);

    /// <summary>Fetches the note of a session.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="cumulative">Whether the note is that of the encounter up to this session.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The note.</returns>
    Task<SukiContents> ContentsAsync(string sessionId, bool cumulative = false, CancellationToken cancellationToken = default);

    /// <summary>Fetches the note of an encounter.</summary>
    /// <param name="encounterId">The encounter.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The note.</returns>
    Task<SukiContents> EncounterContentsAsync(string encounterId, CancellationToken cancellationToken = default);

    /// <summary>Fetches the structured data of a session.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The data.</returns>
    Task<SukiStructuredData> StructuredDataAsync(string sessionId, CancellationToken cancellationToken = default);

    /// <summary>Fetches the structured data of an encounter.</summary>
    /// <param name="encounterId">The encounter.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The data.</returns>
    Task<SukiStructuredData> EncounterStructuredDataAsync(string encounterId, CancellationToken cancellationToken = default);

    /// <summary>Fetches what was said in a session.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The transcripts.</returns>
    Task<SukiTranscripts> TranscriptsAsync(string sessionId, CancellationToken cancellationToken = default);
}
