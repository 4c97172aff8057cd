using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Links;

/// <summary>Sully's API, as far as notifications are about it. The vendor's key goes to the configured origin alone.</summary>
/// <remarks>
/// Every call throws <see cref="VendorCallException"/> when it brings no result. Safe for any number of callers at once.
/// </remarks>
public interface ISullyClient
{
    /// <summary>Fetches what an address of the vendor has.</summary>
    /// <param name="link">The address, relative or absolute. One that leads elsewhere than to the vendor is refused.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The result as JSON.</returns>
    Task<RawDocument> FollowAsync(Link link, CancellationToken cancellationToken = default);

    /// <summary>Fetches a transcription, or how far it is.</summary>
    /// <param name="transcriptionId">The transcription.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The transcription.</returns>
    Task<SullyWork> TranscriptionAsync(string transcriptionId, CancellationToken cancellationToken = default);

    /// <summary>Fetches a note, or how far it is.</summary>
    /// <param name="noteId">The note.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The note.</returns>
    Task<SullyWork> NoteAsync(string noteId, CancellationToken cancellationToken = default);

    /// <summary>Fetches a coding, or how far it is.</summary>
    /// <param name="codingId">The coding.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The coding.</returns>
    Task<SullyWork> CodingAsync(string codingId, CancellationToken cancellationToken = default);
}
