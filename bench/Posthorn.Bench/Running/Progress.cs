namespace Posthorn.Bench.Running;

/// <summary>Tells on the error stream what is going on, so that the table on the other one stays clean.</summary>
internal sealed class Progress(TextWriter writer, TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();

    public void Say(string text) => writer.WriteLine($"{clock.GetElapsedTime(_start):mm\\:ss}  {text}");
}
