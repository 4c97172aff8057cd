using System.Text;

namespace Posthorn.Cli.Tests.Listening;

/// <summary>A terminal that somebody watches: keeps everything that was painted, and signals what is waited for.</summary>
internal sealed class ScreenWriter : StringWriter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private TaskCompletionSource _painted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _screen = "";

    public override Encoding Encoding => Encoding.UTF8;

    public string Everything
    {
        get
        {
            lock (_gate)
            {
                return ToString();
            }
        }
    }

    public override void Write(string? value)
    {
        lock (_gate)
        {
            base.Write(value);
            _screen = value ?? "";
            _painted.SetResult();
            _painted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Completes when the screen shows a text.</summary>
    public async Task UntilAsync(string text)
    {
        while (true)
        {
            Task painted;
            lock (_gate)
            {
                if (_screen.Contains(text, StringComparison.Ordinal))
                {
                    return;
                }

                painted = _painted.Task;
            }

            await painted.WaitAsync(Patience);
        }
    }
}
