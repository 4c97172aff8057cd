using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Posthorn.Receiver.Partner;

/// <summary>A request's body; whoever has read it to its end may die of it.</summary>
internal sealed class DyingBody(PipeReader body, Death death) : PipeReader, IRequestBodyPipeFeature
{
    public PipeReader Reader => this;

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var read = await body.ReadAsync(cancellationToken);
        if (read.IsCompleted)
        {
            death.At(Step.Read);
        }

        return read;
    }

    public override bool TryRead(out ReadResult result) => body.TryRead(out result);

    public override void AdvanceTo(SequencePosition consumed) => body.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => body.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => body.CancelPendingRead();

    public override void Complete(Exception? exception = null) => body.Complete(exception);
}
