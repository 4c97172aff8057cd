namespace Posthorn.Bench.Loading;

/// <summary>Says when the next event is to leave.</summary>
internal interface IBeat
{
    /// <summary>Waits for the moment of the next event.</summary>
    /// <returns>The timestamp at which the event was meant to leave, which may be past; or null when there is no further one.</returns>
    ValueTask<long?> NextAsync(CancellationToken cancellationToken);
}
