namespace Posthorn.Receiver;

/// <summary>What was received, for people and for programs that look after it.</summary>
public interface IReceivedNotifications
{
    /// <summary>Lists the newest dead letters of a source: what no handler call got done.</summary>
    /// <param name="source">The name of the source.</param>
    /// <param name="limit">How many at most, from 1 to 500.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The dead letters, newest first.</returns>
    Task<IReadOnlyList<DeadNotification>> ListDeadAsync(string source, int limit = 100, CancellationToken cancellationToken = default);

    /// <summary>Calls the handler again with one notification, with its schedule begun afresh.</summary>
    /// <param name="deliveryId">The id of the delivery, <c>dlv_…</c>.</param>
    /// <returns>Whether there is such a delivery.</returns>
    Task<bool> ReplayAsync(string deliveryId);

    /// <summary>Calls a handler with everything that it has missed: what was received before it was there. Goes on in the background, over restarts too.</summary>
    /// <param name="source">The name of the source.</param>
    /// <param name="handler">The name of the handler.</param>
    /// <param name="since">What was received from then on; <see langword="null"/> for all that the log keeps.</param>
    /// <returns>Completes when that is on disk as a task of the engine.</returns>
    /// <exception cref="ArgumentException">There is no such source or handler.</exception>
    Task BackfillAsync(string source, string handler, DateTimeOffset? since = null);
}
