namespace Posthorn.Cli.Calling;

/// <summary>Tells a waiting person, once it takes longer than two seconds, how far it is.</summary>
internal sealed class Progress(Surroundings surroundings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly long _start = surroundings.Clock.GetTimestamp();
    private string? _last;

    public void Tell(string text)
    {
        if (text != _last && surroundings.Clock.GetElapsedTime(_start) >= Patience)
        {
            _last = text;
            surroundings.Error.WriteLine(text);
        }
    }
}
