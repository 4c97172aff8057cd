namespace Posthorn.Emulators.Scripting;

/// <summary>The vendor's times, made short: at 60 a minute takes a second. Times of day are never scaled.</summary>
internal sealed class Tempo(double scale, TimeProvider clock)
{
    public TimeProvider Clock => clock;

    public TimeSpan Of(TimeSpan vendors) => vendors / scale;

    public Task WaitAsync(TimeSpan vendors, CancellationToken stop) => Task.Delay(Of(vendors), clock, stop);
}
