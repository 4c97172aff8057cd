using Npgsql;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Storage;

namespace Posthorn.Postgres.Reading;

/// <summary>
/// Receipts of many resources by one question. Each handler's call asks for those of its own notification, in every day that there is: whoever asks
/// while a question is under way goes along with the next. Who asks alone waits for nobody.
/// </summary>
/// <remarks>Safe for any number of callers.</remarks>
internal sealed class GatheredReceipts(NpgsqlDataSource source)
{
    /// <summary>The most resources in one question: bounds how long it takes.</summary>
    private const int Most = 200;

    private readonly Lock _gate = new();
    private readonly Queue<Asked> _waiting = new();
    private bool _isAsking;

    /// <returns>In the order of the log.</returns>
    public async ValueTask<IReadOnlyList<ReceiptView>> AskAsync(long partnerKey, string resource, CancellationToken cancellationToken)
    {
        var asked = new Asked(partnerKey, resource);
        bool isFirst;
        lock (_gate)
        {
            _waiting.Enqueue(asked);
            isFirst = !_isAsking;
            _isAsking = true;
        }

        if (isFirst)
        {
            _ = RunAsync();
        }

        return await asked.Answer.Task.WaitAsync(cancellationToken);
    }

    // Never throws: each of them gets an answer.
    private async Task RunAsync()
    {
        while (Next() is { Length: > 0 } round)
        {
            try
            {
                await AnswerAsync(round);
            }
            catch (Exception exception)
            {
                foreach (var asked in round)
                {
                    asked.Fail(exception);
                }
            }
        }
    }

    private Asked[] Next()
    {
        lock (_gate)
        {
            var round = new Asked[Math.Min(_waiting.Count, Most)];
            for (var i = 0; i < round.Length; i++)
            {
                round[i] = _waiting.Dequeue();
            }

            _isAsking = round.Length > 0;
            return round;
        }
    }

    private async Task AnswerAsync(Asked[] round)
    {
        // One of them that gives up does not end the question of the others; the connection's own timeout bounds it.
        var rows = await new Question<(long Place, ReceiptView Receipt)>(HistorySql.Receipts, Read)
            .With(Array.ConvertAll(round, static one => one.PartnerKey))
            .With(Array.ConvertAll(round, static one => one.Resource))
            .AskAsync(source, CancellationToken.None);
        var found = rows.ToLookup(static row => row.Place, static row => row.Receipt);
        for (var i = 0; i < round.Length; i++)
        {
            round[i].Answer.SetResult([.. found[i + 1]]);
        }
    }

    private static (long Place, ReceiptView Receipt) Read(NpgsqlDataReader row) => (row.GetInt64(0), new(
        new(row.GetGuid(1)), row.GetInt64(2), row.GetFieldValue<DateTimeOffset>(3), row.GetFieldValue<DateTimeOffset>(4), (ReceiptEvidence)row.GetInt32(5)));

    private sealed record Asked(long PartnerKey, string Resource)
    {
        public TaskCompletionSource<IReadOnlyList<ReceiptView>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Tells why there is none, and takes note of it for one that has given up and does not listen.</summary>
        public void Fail(Exception exception)
        {
            _ = Answer.TrySetException(exception);
            _ = Answer.Task.Exception;
        }
    }
}
