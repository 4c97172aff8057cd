using System.Text;

namespace Posthorn.Cli.Tests.Running;

/// <summary>Keeps what is written, and signals the line that is waited for.</summary>
internal sealed class LineWriter(Func<string, bool> isIt) : StringWriter
{
    private readonly TaskCompletionSource<string> _found = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Encoding Encoding => Encoding.UTF8;

    public Task<string> Found => _found.Task;

    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        if (value is not null && isIt(value))
        {
            _found.TrySetResult(value);
        }
    }
}
