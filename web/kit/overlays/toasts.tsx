import { Toast } from '@base-ui/react/toast'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import type { Flash } from '../page/flash.ts'
import { CloseIcon } from '../primitives/icons.tsx'
import { Notice } from './notice.tsx'

const manager = Toast.createToastManager<Flash>()

/**
 * The stack of notifications at the bottom of the page; on the storefront below its header, so that it covers no button that buys; each disappears after six seconds unless hovered or focused.
 */
export default function Toasts({ latest }: { latest: { flash: Flash; key: string } }) {
  useEffect(() => {
    manager.add({ id: latest.key, data: latest.flash, priority: latest.flash.tone === 'bad' ? 'high' : 'low' })
  }, [latest])
  return (
    <Toast.Provider toastManager={manager} timeout={6_000}>
      <Toast.Portal>
        <Toast.Viewport className="fixed inset-x-4 bottom-4 z-50 mx-auto flex max-w-sm flex-col gap-2 sm:right-6 sm:left-auto sm:w-96 in-data-[area=storefront]:bottom-20 sm:in-data-[area=storefront]:top-24 sm:in-data-[area=storefront]:bottom-auto">
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function List() {
  const { toasts } = Toast.useToastManager<Flash>()
  const t = useTranslations('kit.toast')
  return toasts.map(toast => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="transition duration-200 ease-out data-ending-style:translate-y-2 data-starting-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:opacity-0"
    >
      <Notice
        tone={toast.data!.tone}
        {...(toast.data!.links && { links: toast.data!.links })}
        text={<Toast.Title render={<span />}>{toast.data!.text}</Toast.Title>}
        action={
          <Toast.Close
            aria-label={t('close')}
            className="-mr-2 grid size-8 shrink-0 place-items-center rounded-lg text-ink-3 hover:bg-surface-2 hover:text-ink"
          >
            <CloseIcon size={16} />
          </Toast.Close>
        }
      />
    </Toast.Root>
  ))
}
