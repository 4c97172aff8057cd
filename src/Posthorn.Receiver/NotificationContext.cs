using System.Data;
using System.Data.Common;
using Posthorn.Receiver.Applying;

namespace Posthorn.Receiver;

/// <summary>What is known of a notification beside its body.</summary>
public sealed class NotificationContext
{
    /// <summary>The id of the event in the log, <c>evt_…</c>. The same for every handler and every attempt.</summary>
    public required string EventId { get; init; }

    /// <summary>The id of the event's delivery to this handler, <c>dlv_…</c>. The same for every attempt.</summary>
    public required string DeliveryId { get; init; }

    /// <summary>The name of the source that it came from.</summary>
    public required string Source { get; init; }

    /// <summary>What it is about: the id of the session, transcription, note or coding; <see langword="null"/> when it is not known.</summary>
    public string? Subject { get; init; }

    /// <summary>The number of this attempt, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>When it was received.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it happened, by the vendor's clock; when it was received, where the vendor does not say.</summary>
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>Why it is believed.</summary>
    public Evidence Evidence { get; init; }

    /// <summary>How it stands among the others about the same resource, as of now.</summary>
    public Standing Standing { get; init; }

    /// <summary>The delivery, of another event, that told this handler the same before; null when there is none.</summary>
    internal string? Confirmed { get; init; }

    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Writes into the handler's own transaction that this delivery is applied. Committed together with what the handler writes, it makes the
    /// effect happen once, however often the handler is called.
    /// </summary>
    /// <param name="transaction">A transaction of PostgreSQL or SQLite, in a database that has the table of <see cref="AppliedTable"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when it was applied before: roll back, write nothing, and be done.</returns>
    public Task<bool> TryApplyAsync(DbTransaction transaction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return AppliedRow.TryInsertAsync(transaction, Confirmed ?? DeliveryId, Clock.GetUtcNow(), cancellationToken);
    }

    /// <summary>Does the effect once: begins a transaction, notes in it that this delivery is applied, lets the handler write, and commits.</summary>
    /// <param name="connection">A connection to PostgreSQL or SQLite, in a database that has the table of <see cref="AppliedTable"/>; opened if it is not.</param>
    /// <param name="write">Writes the effect, in the transaction that it is given. What it throws rolls everything back. It must not commit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when it was applied before, and nothing was written now.</returns>
    public async Task<bool> ApplyAsync(DbConnection connection, Func<DbTransaction, Task> write, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(write);
        if (connection.State != ConnectionState.Open)
        {
            await connection.OpenAsync(cancellationToken);
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await TryApplyAsync(transaction, cancellationToken))
        {
            return false;
        }

        await write(transaction);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>The ids.</summary>
    /// <returns>Words that may be logged.</returns>
    public override string ToString() => $"{DeliveryId} of {EventId}";
}
