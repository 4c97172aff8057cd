namespace Posthorn.Receiver.Expecting;

/// <summary>
/// What should come, and by when. What has not come by then is asked for: the vendor's answer becomes the same notification that it would have
/// sent, with <see cref="Evidence.Pulled"/>. Every expectation is on disk; of several processes one asks.
/// </summary>
/// <remarks>
/// For sources with a client, see <see cref="Links.VendorClientExtensions"/>. A subject is a session for Suki; for Sully it is one of
/// <see cref="Subjects"/>, which say of what kind it is. Safe for any number of callers at once.
/// </remarks>
public interface ISessionLedger
{
    /// <summary>Expects the last notification of a subject. It is on disk when this returns. The same call again changes nothing.</summary>
    /// <param name="source">The name of the source.</param>
    /// <param name="subject">The session, or one of <see cref="Subjects"/>.</param>
    /// <param name="by">When to ask the vendor if nothing has come. Up to 30 days from now; a moment that is over is now.</param>
    /// <param name="cancellationToken">Gives up before anything is written.</param>
    /// <returns>A task that completes when it is on disk.</returns>
    /// <exception cref="ArgumentException">The source has no client, the subject is none of it, or the moment is too far away.</exception>
    /// <exception cref="LedgerUnavailableException">It is not on disk: the store is away, or the host is starting or stopping.</exception>
    Task ExpectAsync(string source, string subject, DateTimeOffset by, CancellationToken cancellationToken = default);

    /// <summary>Expects nothing more of a subject. What was expected before is not asked for.</summary>
    /// <param name="source">The name of the source.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="cancellationToken">Gives up before anything is written.</param>
    /// <returns>A task that completes when that is on disk.</returns>
    /// <exception cref="ArgumentException">The source has no client, or the subject is none of it.</exception>
    /// <exception cref="LedgerUnavailableException">It is not on disk.</exception>
    Task ForgetAsync(string source, string subject, CancellationToken cancellationToken = default);

    /// <summary>Lists what has not come by its time and is being asked for.</summary>
    /// <param name="source">The name of the source.</param>
    /// <param name="limit">The most to list.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The subjects, those expected last first.</returns>
    Task<IReadOnlyList<OverdueSession>> ListOverdueAsync(string source, int limit = 100, CancellationToken cancellationToken = default);

    /// <summary>Lists what was given up: the vendor does not know it, or it did not end in three days of asking.</summary>
    /// <param name="source">The name of the source.</param>
    /// <param name="limit">The most to list.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The subjects, those expected last first.</returns>
    Task<IReadOnlyList<OverdueSession>> ListGivenUpAsync(string source, int limit = 100, CancellationToken cancellationToken = default);
}
