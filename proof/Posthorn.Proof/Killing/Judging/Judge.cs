using System.Globalization;
using Posthorn.Api.Deliveries;
using Posthorn.Proof.Killing.Journals;
using Posthorn.Proof.Killing.Planning;

namespace Posthorn.Proof.Killing.Judging;

/// <summary>Compares the journals with each other and with what the server says, and finds what may not be.</summary>
/// <param name="attempts">How many attempts the endpoints' schedules have.</param>
internal sealed class Judge(Books books, IDeliveryBook server, int attempts)
{
    private const int Sample = 2_000;
    private const int AtATime = 8;

    private readonly Finding _lost = new();
    private readonly Finding _pending = new();
    private readonly Finding _overBound = new();
    private readonly Finding _contradicted = new();
    private readonly Finding _unexplained = new();
    private readonly Dictionary<string, int> _dead = new(StringComparer.Ordinal);
    private readonly Dictionary<int, long> _copies = [];
    private readonly Lock _gate = new();
    private long _deliveries;
    private long _read;

    public async Task<Verdict> JudgeAsync(IReadOnlyList<FaultLine> leftDead, CancellationToken cancellationToken)
    {
        await ReadRecordsAsync(cancellationToken);
        await ReadDeadAsync(cancellationToken);
        var takeovers = await Takeovers.OfAsync(books, leftDead, (number, endpoint) => CrashedBeforeAsync(number, endpoint, cancellationToken));
        return new()
        {
            Acknowledged = books.Acknowledged,
            Deliveries = _deliveries,
            Arrivals = books.Arrivals,
            Lost = _lost,
            Pending = _pending,
            Invented = books.Invented,
            Altered = books.Altered,
            Unsigned = books.Unsigned,
            Misreceipted = books.Misreceipted,
            OverBound = _overBound,
            Contradicted = _contradicted,
            Unexplained = _unexplained,
            DeadLetters = _dead,
            Copies = _copies.OrderBy(static pair => pair.Key).ToDictionary(),
            Recovered = books.Recovered,
            RecordsRead = _read,
            Takeovers = takeovers,
        };
    }

    // All that arrived never or more than once, and of the others a sample.
    private Task ReadRecordsAsync(CancellationToken cancellationToken)
    {
        var all = books.Promised().Where(IsToBeRead);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(all, options, async (one, token) => await ReadAsync(one.Number, one.Endpoint, token));
    }

    private bool IsToBeRead((int Number, GroundEndpoint Endpoint) one)
    {
        var copies = books.Copy(one.Number, one.Endpoint.Slot).Copies;
        _deliveries++;
        if (copies > 0)
        {
            _copies[copies] = _copies.GetValueOrDefault(copies) + 1;
        }

        return copies != 1 || _deliveries % Math.Max(1, books.Acknowledged / Sample) == 0;
    }

    private async Task ReadAsync(int number, GroundEndpoint endpoint, CancellationToken cancellationToken)
    {
        var copies = books.Copy(number, endpoint.Slot).Copies;
        var record = await server.FindAsync(IdOf(number, endpoint), cancellationToken);
        lock (_gate)
        {
            _read++;
            if (copies == 0)
            {
                Missed(record, number, endpoint);
                return;
            }

            if (record is null || copies > CopyBound.Of(record))
            {
                _overBound.Add(string.Create(CultureInfo.InvariantCulture, $"{Name(number, endpoint)}: {copies} copies, {record?.Attempts?.Count ?? 0} attempts"));
            }

            if (record is not null && Contradicts(record))
            {
                _contradicted.Add($"{Name(number, endpoint)}: {record.State}, {record.LastOutcome}");
            }
        }
    }

    private void Missed(DeliveryInfo? record, int number, GroundEndpoint endpoint)
    {
        // What visibly ended is read again among the dead letters.
        if (record is { State: DeliveryStatus.Pending })
        {
            _pending.Add(Name(number, endpoint));
        }
        else if (record is not { State: DeliveryStatus.Dead or DeliveryStatus.Cancelled })
        {
            _lost.Add($"{Name(number, endpoint)}: the server says {record?.State.ToString() ?? "that there is no such delivery"}");
        }
    }

    // A dead letter may have arrived, when the answers never came back.
    private static bool Contradicts(DeliveryInfo record) =>
        record.State == DeliveryStatus.Pending || (record.State == DeliveryStatus.Delivered && !(record.Attempts ?? []).Any(CopyBound.Succeeded));

    private async Task ReadDeadAsync(CancellationToken cancellationToken)
    {
        await foreach (var id in server.DeadAsync(cancellationToken))
        {
            if (await server.FindAsync(id, cancellationToken) is not { State: DeliveryStatus.Dead or DeliveryStatus.Cancelled } record)
            {
                continue;
            }

            var reason = DeadLetters.Reason(record, attempts);
            if (reason is null)
            {
                _unexplained.Add($"{id}: {record.State}, {record.LastOutcome}, {record.AttemptCount.ToString(CultureInfo.InvariantCulture)} attempts");
            }

            var key = reason ?? "without reason";
            _dead[key] = _dead.GetValueOrDefault(key) + 1;
        }
    }

    private async Task<bool> CrashedBeforeAsync(int number, GroundEndpoint endpoint, CancellationToken cancellationToken) =>
        await server.FindAsync(IdOf(number, endpoint), cancellationToken) is { } record && CopyBound.Crashes(record) > 1;

    private string IdOf(int number, GroundEndpoint endpoint) => new DeliveryId(books.Copy(number, endpoint.Slot).Delivery).ToString();

    private string Name(int number, GroundEndpoint endpoint) => string.Create(
        CultureInfo.InvariantCulture, $"event {number} ({new EventId(books.Event(number).Id)}) at endpoint {endpoint.Index} ({IdOf(number, endpoint)})");
}
